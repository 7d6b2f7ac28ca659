using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number whose type is known at run time only.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly ValueTag Tag;
    internal readonly long Bits;
    internal readonly Complex Complex;

    internal Scalar(ValueTag tag, long bits)
    {
        Tag = tag;
        Bits = bits;
    }

    internal Scalar(Complex value)
    {
        Tag = ValueTag.Complex;
        Complex = value;
    }

    public torch.ScalarType Type => Tag switch
    {
        ValueTag.Integer => torch.ScalarType.Int64,
        ValueTag.Boolean => torch.ScalarType.Bool,
        ValueTag.Complex => torch.ScalarType.ComplexFloat64,
        _ => torch.ScalarType.Float64,
    };

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public static implicit operator Scalar((float, float) value) => value.ToScalar();

    public static implicit operator Scalar(Complex value) => value.ToScalar();

    // The value lies in managed memory: there is nothing to free.
    public void Dispose()
    {
    }

    internal double AsDouble() => Tag switch
    {
        ValueTag.Double => BitConverter.Int64BitsToDouble(Bits),
        ValueTag.Complex => Complex.Real,
        _ => Bits,
    };

    internal long AsInteger() => Tag is ValueTag.Integer or ValueTag.Boolean ? Bits : (long)AsDouble();
}
