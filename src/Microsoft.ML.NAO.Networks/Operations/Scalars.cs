using TorchSharp;

namespace Microsoft.ML.NAO;

/// <summary>Numbers that operations take again and again.</summary>
/// <remarks>
/// TorchSharp's operations read the handle of a <see cref="Scalar"/> and don't keep it alive until libtorch has read the number: one that
/// only a conversion made can be finalized before, and the operation then takes whatever is in its place (seen with TorchSharp 0.107, and
/// its code is the same in older ones). So none is passed as it is converted: it is one of these, or a local of a <c>using</c>.
/// </remarks>
internal static class Scalars
{
    public static readonly Scalar Zero = 0;
    public static readonly Scalar One = 1;
    public static readonly Scalar MinusOne = -1;
    public static readonly Scalar NegativeInfinity = double.NegativeInfinity;
    public static readonly Scalar NotANumber = float.NaN;
}
