using TorchSharp.Native;

namespace TorchSharp.Modules;

/// <summary>Lays a recurrent module's parameters out in one block of memory, as cuDNN likes them.</summary>
internal static class RecurrentWeights
{
    // cuDNN's numbers of the kinds of cells.
    internal const long LstmMode = 2;
    internal const long GruMode = 3;

    internal static void Flatten(torch.nn.Module module, long mode, RecurrentShape shape)
    {
        torch.Tensor[] weights = [.. module.parameters()];
        if (weights.Any(weight => !weight.is_cuda || weight.dtype != weights[0].dtype))
        {
            return;
        }

        using IDisposable silent = torch.no_grad();
        using torch.Tensor block = Aten._cudnn_rnn_flatten_weight.Call(
            weights, shape.HasBias ? 4 : 2, shape.InputSize, mode, shape.HiddenSize, 0, shape.Layers, shape.BatchFirst, shape.Bidirectional);
    }
}
