package org.neuralannotators.importing.bert;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.importing.huggingface.BertConfig;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;
import org.neuralannotators.importing.huggingface.TensorNames;
import org.neuralannotators.network.kernel.Activation;

class AlbertGroupsTest {
  @ParameterizedTest
  @ValueSource(strings = {"albert-base", "albert-groups"})
  void hiddenStatesAreThoseOfTheReference(String name) throws IOException {
    ReferenceModel model = ReferenceModel.read(name);
    ReferenceEncoder.assertSame(
        model,
        new BertConfig(model.files(), model.config(), Activation.GELU).architecture(),
        TensorNames::standard);
  }
}
