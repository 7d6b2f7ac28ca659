using Microsoft.ML.NAO.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// Moves architectures along the gradient of their predicted performance and decodes where they arrive (section 3.3).
/// </summary>
internal sealed class RecurrentGenerator(RecurrentNetwork model, bool normalizeGradients = false)
{
    /// <summary>
    /// The architectures that decode from one step of each seed architecture's hidden states, each re-normalized to unit length.
    /// </summary>
    /// <param name="seeds">Where the steps start.</param>
    /// <param name="stepSize">η. With 0 the decoder reconstructs the seed architectures.</param>
    /// <param name="samplers">Each chooses the tokens of one decoding of all that the step leads to.</param>
    public IReadOnlyList<Architecture> Move(IReadOnlyList<Architecture> seeds, double stepSize, params ReadOnlySpan<TokenSampler> samplers)
    {
        using var scope = NewDisposeScope();
        model.eval();
        Tensor states = Step(seeds, stepSize);
        using var noGradients = no_grad();
        var decoded = new List<Architecture>(samplers.Length * seeds.Count);
        foreach (TokenSampler sampler in samplers)
        {
            decoded.AddRange(Decode(states, sampler));
        }

        return decoded;
    }

    /// <summary>The predicted performance of each seed architecture after a step, before it is decoded.</summary>
    public float[] PredictMoved(IReadOnlyList<Architecture> seeds, double stepSize)
    {
        using var scope = NewDisposeScope();
        model.eval();
        Tensor states = Step(seeds, stepSize);
        using var noGradients = no_grad();
        return model.Predictor.call(model.Encoder.Summarize(states)).data<float>().ToArray();
    }

    private Tensor Step(IReadOnlyList<Architecture> seeds, double stepSize)
    {
        Tensor start;
        using (no_grad())
        {
            start = model.Encoder.call(new TokenBatch(model.Space, seeds).Tokens);
        }

        // Every row's prediction depends on that row alone, so the gradient of the sum holds the gradient of each.
        Tensor states = start.detach().requires_grad_();
        Tensor prediction = model.Predictor.call(model.Encoder.Summarize(states)).sum();
        Tensor gradient = autograd.grad([prediction], [states])[0];
        if (normalizeGradients)
        {
            gradient = UnitLength.Normalize(gradient);
        }

        using Scalar size = stepSize;
        return UnitLength.Normalize(states.detach() + gradient.mul(size));
    }

    private IEnumerable<Architecture> Decode(Tensor states, TokenSampler sampler)
    {
        ArchitectureSpace space = model.Space;
        int count = (int)states.shape[0];
        var tokens = new int[count][];
        for (int i = 0; i < count; i++)
        {
            tokens[i] = new int[space.Length];
        }

        Tensor output = model.Decoder.Start(states, model.Encoder.Summarize(states));
        Tensor cell = output;
        Tensor table = model.Decoder.Tabulate();
        AttentionMemory memory = model.Decoder.Prepare(states.contiguous());
        var previous = new long[count];
        var legal = new bool[space.VocabularySize];
        for (int position = 0; position < space.Length; position++)
        {
            (output, cell) = model.Decoder.Lstm.Run(table.index_select(0, tensor(previous)).unsqueeze(0), output, cell).Last;
            float[] scores = model.Decoder.SpellNext(output, memory).data<float>().ToArray();
            for (int i = 0; i < count; i++)
            {
                space.GetLegalTokens(tokens[i].AsSpan(0, position), legal);
                int best = sampler.Choose(scores.AsSpan(i * legal.Length, legal.Length), legal);
                tokens[i][position] = best;
                previous[i] = best;
            }
        }

        return tokens.Select(sequence => new Architecture(sequence));
    }
}
