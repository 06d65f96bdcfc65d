package org.neuralannotators.importing.huggingface.family;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;

class AlbertGroupsTest {
  @ParameterizedTest
  @ValueSource(strings = {"albert-base", "albert-groups"})
  void hiddenStatesAreThoseOfTheReference(String name) throws IOException {
    ReferenceModel model = ReferenceModel.read(name);
    AlbertFamily albert = new AlbertFamily();
    ReferenceEncoder.assertSame(
        model, albert.architecture(new ConfigValues(model.config())), albert::ours);
  }
}
