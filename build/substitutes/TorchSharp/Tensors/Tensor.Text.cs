namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, element type and device; not the elements.</summary>
        public override string ToString() =>
            IsInvalid ? string.Empty : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
