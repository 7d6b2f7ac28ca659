namespace TorchSharp.Native;

/// <summary>
/// An operator's argument, before it is laid out for the shim. It keeps the managed object that it stands for alive
/// during the call.
/// </summary>
internal readonly struct Arg
{
    internal readonly object? Reference;
    internal readonly long Bits;
    internal readonly ValueTag Tag;

    private Arg(ValueTag tag, object? reference, long bits = 0)
    {
        Reference = reference;
        Bits = bits;
        Tag = tag;
    }

    internal static Arg None => default;

    /// <summary>A list with gaps, as indexing takes it.</summary>
    internal static Arg Gaps(torch.Tensor?[] tensors) => new(ValueTag.OptionalTensorList, tensors);

    public static implicit operator Arg(torch.Tensor? value) => value is null ? default : new(ValueTag.Tensor, value);

    public static implicit operator Arg(torch.Tensor[] value) => new(ValueTag.TensorList, value);

    public static implicit operator Arg(long value) => new(ValueTag.Integer, null, value);

    public static implicit operator Arg(long? value) => value is { } given ? new(ValueTag.Integer, null, given) : default;

    public static implicit operator Arg(double value) => new(ValueTag.Double, null, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is { } given ? given : default(Arg);

    public static implicit operator Arg(bool value) => new(ValueTag.Boolean, null, value ? 1 : 0);

    public static implicit operator Arg(bool? value) => value is { } given ? given : default(Arg);

    public static implicit operator Arg(torch.ScalarType value) => new(ValueTag.Integer, null, (long)value);

    public static implicit operator Arg(torch.ScalarType? value) => value is { } given ? given : default(Arg);

    public static implicit operator Arg(long[]? value) => value is null ? default : new(ValueTag.IntegerList, value);

    public static implicit operator Arg(ReadOnlySpan<long> value) => value.ToArray();

    public static implicit operator Arg(double[]? value) => value is null ? default : new(ValueTag.DoubleList, value);

    public static implicit operator Arg(string? value) => value is null ? default : new(ValueTag.String, value);

    public static implicit operator Arg(torch.Device? value) =>
        value is null ? default : new(ValueTag.Device, value, value.index);

    public static implicit operator Arg(torch.Generator? value) => value is null ? default : new(ValueTag.Generator, value);

    public static implicit operator Arg(Scalar? value) => value is null
        ? default
        : new(value.Tag, value.Tag == ValueTag.Complex ? value : null, value.Bits);
}
