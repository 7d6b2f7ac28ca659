using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Nao.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class ArchitectureDecoderTests
{
    private const int Vocabulary = 3;
    private const int Hidden = 4;
    private const int Steps = 5;

    [TestMethod]
    [DataRow(DecoderAttention.General, DecoderOutput.HiddenLayer)]
    [DataRow(DecoderAttention.Dot, DecoderOutput.Direct)]
    [DataRow(DecoderAttention.Additive, DecoderOutput.HiddenLayer)]
    public void Spells_what_plain_loops_spell(DecoderAttention attention, DecoderOutput kind)
    {
        const int length = 2;
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var decoder = new ArchitectureDecoder(
            Vocabulary, new RecurrentModelOptions { HiddenSize = Hidden, Attention = attention, DecoderOutput = kind });
        Tensor outputs = randn(length, 2, Hidden);
        Tensor memory = randn(2, Steps, Hidden);

        float[] logits = decoder.Spell(outputs, decoder.Prepare(memory)).data<float>().ToArray();
        float[] next = decoder.SpellNext(outputs.select(0, 0), decoder.Prepare(memory)).data<float>().ToArray();

        var weights = decoder.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter.detach());
        for (int sequence = 0; sequence < 2; sequence++)
        {
            for (int position = 0; position < length; position++)
            {
                float[] expected = Spell(outputs[position, sequence], memory[sequence], weights, attention, kind);
                float[] actual = logits[(((sequence * length) + position) * Vocabulary)..][..Vocabulary];
                foreach (var (e, a) in expected.Zip(actual))
                {
                    Assert.AreEqual(e, a, 1e-5);
                }
            }

            for (int token = 0; token < Vocabulary; token++)
            {
                Assert.AreEqual(logits[(sequence * length * Vocabulary) + token], next[(sequence * Vocabulary) + token], 1e-5);
            }
        }
    }

    /// <summary>One state [hidden] and one memory [steps, hidden] to logits, as the options' documentation has it.</summary>
    private static float[] Spell(Tensor state, Tensor memory, Dictionary<string, Tensor> weights, DecoderAttention attention, DecoderOutput kind)
    {
        Tensor scores = stack(Enumerable.Range(0, Steps).Select(step => attention switch
        {
            DecoderAttention.Dot => state.dot(memory[step]),
            DecoderAttention.General => weights["_score._query.weight"].mv(state).dot(memory[step]),
            _ => weights["_score._value.weight"][0].dot(
                (weights["_score._query.weight"].mv(state) + weights["_score._key.weight"].mv(memory[step]) + weights["_score._key.bias"]).tanh()),
        }));
        Tensor context = memory.t().mv(scores.softmax(0));
        Tensor both = cat([context, state]);
        Tensor features = kind == DecoderOutput.HiddenLayer ? weights["_combine.weight"].mv(both).tanh() : both;
        return (weights["_output.weight"].mv(features) + weights["_output.bias"]).data<float>().ToArray();
    }
}
