using System.Numerics.Tensors;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>NAO's model as an ensemble of feed-forward networks, which differ in their first weights alone.</summary>
/// <remarks>
/// The networks are so small that a tensor's overhead would be most of what they cost: they are computed here, by vector instructions,
/// the members side by side on as many threads as there are. Each is the same whatever the threads.
/// </remarks>
internal sealed class FeedForwardModel : INaoModel
{
    private readonly ArchitectureSpace _space;
    private readonly FeedForwardModelOptions _structure;
    private readonly NaoOptions _options;
    private readonly ArchitectureFeatures _features;
    private readonly FeedForwardShape _shape;
    private readonly FeedForwardMember[] _members;
    private readonly FeedForwardTrainer[] _trainers;

    public FeedForwardModel(ArchitectureSpace space, FeedForwardModelOptions structure, NaoOptions options, Random random)
    {
        _space = space;
        _structure = structure;
        _options = options;
        _features = new ArchitectureFeatures(space);
        _shape = new FeedForwardShape(_features.Count, space.Length, space.VocabularySize, structure);
        _members = [.. Enumerable.Range(0, structure.Members).Select(_ => FeedForwardMember.Create(_shape, _features.ExpectedSquaredLength, random))];
        _trainers = [.. _members.Select(member => new FeedForwardTrainer(_shape, member, options))];
    }

    public NaoTrainingSummary Train(
        IReadOnlyList<Architecture> architectures, float[] targets, int epochs, Random random, CancellationToken cancellationToken)
    {
        var set = new TrainingSet(_space, architectures, targets, _options, random);
        var losses = new (double SquaredError, double CrossEntropy)[_members.Length];
        return EpochLoop.Run(set, _options, epochs, random, Step, cancellationToken);

        (double SquaredError, double CrossEntropy) Step(int[] indices)
        {
            Architecture[] drawn =
            [
                .. set.Draw(indices, random),
                .. Enumerable.Range(0, _structure.UnlabeledArchitectures).Select(_ => _space.Sample(random)),
            ];
            var batch = new FeedForwardBatch(_space, _features, drawn, set.Targets(indices));
            Parallel.For(0, _members.Length, member => losses[member] = _trainers[member].Step(batch));
            return (losses.Average(loss => loss.SquaredError), losses.Average(loss => loss.CrossEntropy));
        }
    }

    public IReadOnlyList<PredictedPerformance> Predict(IReadOnlyList<Architecture> architectures)
    {
        // In parts, so that what is computed on the way stays in the processor's cache.
        (int, float)[][][] parts = [.. architectures.Select(_features.Compute).Chunk(_options.BatchSize)];
        var predictions = new float[_members.Length][];
        Parallel.For(0, _members.Length, member => predictions[member] = [.. parts.SelectMany(part => Predict(_members[member], part))]);
        return [.. Enumerable.Range(0, architectures.Count).Select(i => new PredictedPerformance([.. predictions.Select(member => member[i])]))];
    }

    public IReadOnlyList<Architecture> Move(IReadOnlyList<Architecture> seeds, double stepSize, params ReadOnlySpan<TokenSampler> samplers)
    {
        (int, float)[][] features = [.. seeds.Select(_features.Compute)];
        var logits = new float[_members.Length][];
        Parallel.For(0, _members.Length, member => logits[member] = Move(_members[member], features, (float)stepSize));
        var decoded = new List<Architecture>(samplers.Length * _members.Length * seeds.Count);
        foreach (TokenSampler sampler in samplers)
        {
            foreach (float[] member in logits)
            {
                Spell(member, sampler, decoded);
            }
        }

        return decoded;
    }

    public byte[] GetState()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (var (member, trainer) in _members.Zip(_trainers))
        {
            member.Save(writer);
            trainer.Optimizer.Save(writer);
        }

        writer.Flush();
        return stream.ToArray();
    }

    public void SetState(byte[] state)
    {
        int expected = GetState().Length;
        if (state.Length != expected)
        {
            throw new InvalidDataException($"The state of NAO's model has {state.Length} bytes, and this model's {expected}.");
        }

        using var reader = new BinaryReader(new MemoryStream(state));
        foreach (var (member, trainer) in _members.Zip(_trainers))
        {
            member.Load(reader);
            trainer.Optimizer.Load(reader);
        }
    }

    public void Dispose()
    {
    }

    private static float[] Predict(FeedForwardMember member, (int, float)[][] features)
    {
        member.Encode(features);
        return member.Predict(features.Length).ToArray();
    }

    private float[] Move(FeedForwardMember member, (int, float)[][] features, float stepSize)
    {
        member.Encode(features);
        member.Predict(features.Length);
        Span<float> gradient = member.DifferentiatePrediction();
        if (_options.NormalizeGradients)
        {
            FeedForwardMember.Normalize(gradient, new float[features.Length]);
        }

        TensorPrimitives.MultiplyAdd(gradient, stepSize, member.Activations.Embeddings, gradient);
        member.SetEmbeddings(gradient);
        return member.Decode().ToArray();
    }

    private void Spell(float[] logits, TokenSampler sampler, List<Architecture> decoded)
    {
        var legal = new bool[_space.VocabularySize];
        for (int start = 0; start < logits.Length; start += _space.Length * legal.Length)
        {
            var tokens = new int[_space.Length];
            for (int position = 0; position < tokens.Length; position++)
            {
                _space.GetLegalTokens(tokens.AsSpan(0, position), legal);
                tokens[position] = sampler.Choose(logits.AsSpan(start + (position * legal.Length), legal.Length), legal);
            }

            decoded.Add(new Architecture(tokens));
        }
    }
}
