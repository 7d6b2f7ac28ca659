namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>What a normalizer has learned of one column.</summary>
    public abstract class NormalizerModelParametersBase
    {
        internal NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>(value - offset) * scale; with no offset for a vector whose zeros stay zeros.</summary>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        public TData Scale { get; }

        public TData Offset { get; }
    }

    /// <summary>The normal distribution whose cumulative share is taken.</summary>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData standardDeviation, bool useLog)
        {
            Mean = mean;
            StandardDeviation = standardDeviation;
            UseLog = useLog;
        }

        public TData Mean { get; }

        public TData StandardDeviation { get; }

        public bool UseLog { get; }
    }
}
