using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                }

                long receptiveField = shape.Skip(2).Aggregate(1L, (product, length) => product * length);
                return (shape[1] * receptiveField, shape[0] * receptiveField);
            }

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                InPlace(() => tensor.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                InPlace(() => tensor.normal_(mean, std, generator));

            public static Tensor constant_(Tensor tensor, Scalar val) => InPlace(() => tensor.fill_(val));

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor zeros_(Tensor tensor) => InPlace(() => tensor.zero_());

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                double bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor xavier_normal_(Tensor tensor, double gain = 1) =>
                normal_(tensor, 0, XavierDeviation(tensor, gain));

            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>Draws anew what falls outside [a, b], by the inverse of the normal distribution.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null) => InPlace(() =>
            {
                double low = NormalDistribution((a - mean) / std);
                double high = NormalDistribution((b - mean) / std);
                tensor.uniform_((2 * low) - 1, (2 * high) - 1, generator);
                Aten.erfinv_.Call(tensor).Dispose();
                tensor.mul_(std * Math.Sqrt(2));
                tensor.add_(mean);
                return tensor.clamp_(a, b);
            });

            public static Tensor orthogonal_(Tensor tensor, double gain = 1) => InPlace(() =>
            {
                long[] shape = tensor.shape;
                long rows = shape[0];
                long columns = tensor.numel() / rows;
                using var scope = NewDisposeScope();
                Tensor flat = randn(rows, columns, dtype: tensor.dtype, device: tensor.device);
                Tensor square = rows < columns ? flat.t() : flat;
                (Tensor q, Tensor r) = Aten.linalg_qr.CallPair(square);
                Tensor signed = q * r.diag().sign();
                Tensor oriented = rows < columns ? signed.t() : signed;
                tensor.view(rows, columns).copy_(oriented);
                return tensor.mul_(gain).MoveToOuterDisposeScope();
            });

            private static Tensor InPlace(Func<Tensor> change)
            {
                using IDisposable mode = no_grad();
                return change();
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double NormalDistribution(double x)
            {
                using Tensor value = tensor(x / Math.Sqrt(2), dtype: ScalarType.Float64);
                using Tensor erf = value.erf();
                return (1 + erf.item<double>()) / 2;
            }
        }
    }
}
