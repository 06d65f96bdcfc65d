package org.neuralannotators.importing.bert;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.importing.huggingface.BertFamily;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;
import org.neuralannotators.network.kernel.Activation;

class AlbertGroupsTest {
  @ParameterizedTest
  @ValueSource(strings = {"albert-base", "albert-groups"})
  void hiddenStatesAreThoseOfTheReference(String name) throws IOException {
    ReferenceModel model = ReferenceModel.read(name);
    ReferenceEncoder.assertSame(
        model, BertFamily.architecture(model.config(), Activation.GELU), BertFamily::ours);
  }
}
