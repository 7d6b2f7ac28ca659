using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var weight = Modules.Initialization.Empty(num_embeddings, embedding_dims);
                init.normal_(weight);
                var embedding = new Modules.Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                embedding.ClearPadding();
                return embedding.MoveModule<Modules.Embedding>(device, dtype);
            }

            public static Modules.Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new Modules.Embedding(new Modules.Parameter(embeddings.detach(), !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)
                    .MoveModule<Modules.Embedding>(device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long padding;
        private readonly double? maxNorm;
        private readonly double normType;
        private readonly bool scaleGradients;
        private readonly bool sparse;

        internal Embedding(Parameter weight, long? padding, double? maxNorm, double normType, bool scaleGradients, bool sparse)
            : base(nameof(Embedding))
        {
            this.padding = padding is { } index ? (index < 0 ? index + weight.shape[0] : index) : -1;
            this.maxNorm = maxNorm;
            this.normType = normType;
            this.scaleGradients = scaleGradients;
            this.sparse = sparse;
            register_parameter("weight", weight);
        }

        public Parameter? weight
        {
            get => ParameterOrNull("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public override torch.Tensor forward(torch.Tensor input)
        {
            if (maxNorm is { } limit)
            {
                using IDisposable mode = torch.no_grad();
                using torch.Tensor indices = input.contiguous();
                Aten.embedding_renorm_.Call(weight, indices, limit, normType).Dispose();
            }

            return Aten.embedding.Call(weight, input, padding, scaleGradients, sparse);
        }

        internal void ClearPadding()
        {
            if (padding >= 0)
            {
                using IDisposable mode = torch.no_grad();
                using torch.Tensor row = weight!.select(0, padding);
                row.zero_();
            }
        }
    }
}
