using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients down together, so that their common norm is <paramref name="max_norm"/> at the most.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using IDisposable mode = no_grad();
                using DisposeScope scope = NewDisposeScope();
                List<Tensor> gradients = [.. tensors.Select(parameter => parameter.Gradient()).OfType<Tensor>()];
                if (gradients.Count == 0)
                {
                    return 0;
                }

                // As libtorch does it: the factor stays a tensor, and a factor of one is applied too.
                Tensor total = TotalNorm(gradients, norm_type);
                Tensor factor = total.full_like(max_norm).div_(total.add(1e-6)).clamp(max: (Scalar)1.0);
                foreach (Tensor gradient in gradients)
                {
                    gradient.mul_(factor.to(gradient.device));
                }

                return total.ToDouble();
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using IDisposable mode = no_grad();
                using DisposeScope scope = NewDisposeScope();
                foreach (Parameter parameter in tensors)
                {
                    parameter.Gradient()?.clamp_(-clip_value, clip_value);
                }
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using DisposeScope scope = NewDisposeScope();
                return cat([.. tensors.Select(parameter => parameter.reshape(-1))]).MoveToOuterDisposeScope();
            }

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using IDisposable mode = no_grad();
                using DisposeScope scope = NewDisposeScope();
                long start = 0;
                foreach (Parameter parameter in tensors)
                {
                    long length = parameter.numel();
                    parameter.copy_(vec.narrow(0, start, length).view_as(parameter));
                    start += length;
                }
            }

            private static Tensor TotalNorm(List<Tensor> gradients, double order)
            {
                if (double.IsPositiveInfinity(order))
                {
                    return stack([.. gradients.Select(gradient => gradient.abs().max().to(gradients[0].device))]).max();
                }

                Tensor[] norms = [.. gradients.Select(gradient => Aten.norm_Scalar.Call(gradient, order).to(gradients[0].device))];
                return norms.Length == 1 ? norms[0] : Aten.norm_Scalar.Call(stack(norms), order);
            }
        }
    }
}
