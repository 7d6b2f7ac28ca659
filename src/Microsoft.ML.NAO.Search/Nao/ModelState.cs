using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Keeps a module, and its optimizer if need be, as plain bytes that outlive the tensors.</summary>
internal static class ModelState
{
    /// <summary>Copies all weights, and the optimizer's moments.</summary>
    public static byte[] Save(nn.Module module, OptimizerHelper? optimizer = null)
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        module.save(writer);
        optimizer?.save_state_dict(writer);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Puts back what <see cref="Save"/> took from a module and an optimizer of the same shape.</summary>
    public static void Load(byte[] state, nn.Module module, OptimizerHelper? optimizer = null)
    {
        using var scope = NewDisposeScope();
        using var reader = new BinaryReader(new MemoryStream(state));
        module.load(reader);
        optimizer?.load_state_dict(reader);
    }
}
