using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => new(ValueTag.Integer, value);

    public static Scalar ToScalar(this sbyte value) => new(ValueTag.Integer, value);

    public static Scalar ToScalar(this short value) => new(ValueTag.Integer, value);

    public static Scalar ToScalar(this int value) => new(ValueTag.Integer, value);

    public static Scalar ToScalar(this long value) => new(ValueTag.Integer, value);

    public static Scalar ToScalar(this float value) => ((double)value).ToScalar();

    public static Scalar ToScalar(this double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static Scalar ToScalar(this bool value) => new(ValueTag.Boolean, value ? 1 : 0);

    public static Scalar ToScalar(this (float, float) value) => new(new Complex(value.Item1, value.Item2));

    public static Scalar ToScalar(this Complex value) => new(value);

    public static float ToSingle(this Scalar value) => (float)value.AsDouble();

    public static double ToDouble(this Scalar value) => value.AsDouble();

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInteger();

    public static byte ToByte(this Scalar value) => (byte)value.AsInteger();

    public static short ToInt16(this Scalar value) => (short)value.AsInteger();

    public static int ToInt32(this Scalar value) => (int)value.AsInteger();

    public static long ToInt64(this Scalar value) => value.AsInteger();

    public static bool ToBoolean(this Scalar value) => value.AsDouble() != 0;

    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value)
    {
        Complex number = value.ToComplexFloat64();
        return ((float)number.Real, (float)number.Imaginary);
    }

    public static Complex ToComplexFloat64(this Scalar value) =>
        value.Tag == ValueTag.Complex ? value.Complex : new Complex(value.AsDouble(), 0);
}
