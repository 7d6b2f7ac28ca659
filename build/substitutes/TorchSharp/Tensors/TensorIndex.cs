namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an indexing expression: an index, a slice, a mask, a tensor of indices, <c>None</c> or <c>...</c>.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };
        public static TensorIndex None = new() { Kind = IndexKind.None };
        public static TensorIndex Null = new() { Kind = IndexKind.None };
        public static TensorIndex Colon = Slice();

        internal IndexKind Kind;
        internal long? Start;
        internal long? Stop;
        internal long? Step;
        internal Tensor? Indices;

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            long? start = range.Start.IsFromEnd ? -(long)range.Start.Value : range.Start.Value;
            long? stop = range.End.IsFromEnd ? (range.End.Value == 0 ? null : -(long)range.End.Value) : range.End.Value;
            return Slice(start, stop);
        }

        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Boolean, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Indices = tensor };
    }

    internal enum IndexKind
    {
        None,
        Single,
        Boolean,
        Ellipsis,
        Slice,
        Tensor,
    }
}
