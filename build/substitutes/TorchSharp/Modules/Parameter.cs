namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns: assigned to a module's field, it becomes one of its parameters.</summary>
    public class Parameter : torch.Tensor
    {
        /// <summary>Takes the data's handle, so that <paramref name="data"/> becomes empty.</summary>
        public Parameter(torch.Tensor data, bool requires_grad = true)
            : base(Take(data, requires_grad))
        {
        }

        private static nint Take(torch.Tensor data, bool requiresGrad)
        {
            data.requires_grad = requiresGrad;
            return data.MoveHandle();
        }
    }
}
