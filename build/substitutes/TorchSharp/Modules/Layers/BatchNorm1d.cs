namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BatchNorm1d BatchNorm1d(long features, double eps = 1E-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new Modules.BatchNorm1d(features, eps, momentum, affine, track_running_stats).MoveModule<Modules.BatchNorm1d>(device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class BatchNorm1d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly double eps;
        private readonly double momentum;

        internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool tracks)
            : base(nameof(BatchNorm1d))
        {
            this.eps = eps;
            this.momentum = momentum;
            if (affine)
            {
                register_parameter("weight", Initialization.Ones([features]));
                register_parameter("bias", Initialization.Zeros([features]));
            }

            if (tracks)
            {
                register_buffer("running_mean", torch.zeros(features, dtype: torch.ScalarType.Float32));
                register_buffer("running_var", torch.ones(features, dtype: torch.ScalarType.Float32));
                register_buffer("num_batches_tracked", torch.zeros([], dtype: torch.ScalarType.Int64));
            }
        }

        public Parameter? bias
        {
            get => ParameterOrNull("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public Parameter? weight
        {
            get => ParameterOrNull("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public torch.Tensor? running_mean
        {
            get => BufferOrNull("running_mean");
            set => ConditionallyRegisterBuffer("running_mean", value);
        }

        public torch.Tensor? running_var
        {
            get => BufferOrNull("running_var");
            set => ConditionallyRegisterBuffer("running_var", value);
        }

        public torch.Tensor? num_batches_tracked => BufferOrNull("num_batches_tracked");

        public override torch.Tensor forward(torch.Tensor tensor)
        {
            if (tensor.Dimensions is < 2 or > 3)
            {
                throw new ArgumentException($"Invalid number of dimensions for BatchNorm argument: {tensor.Dimensions}");
            }

            if (training)
            {
                num_batches_tracked?.add_(1);
            }

            // Without running statistics, those of the batch serve in evaluation too.
            return torch.nn.functional.batch_norm(
                tensor, running_mean!, running_var!, weight, bias, training || running_mean is null, momentum, eps);
        }

        public void reset_running_stats()
        {
            running_mean?.zero_();
            running_var?.fill_(1);
            num_batches_tracked?.zero_();
        }
    }
}
