namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter. Its tensors belong to no dispose scope.</summary>
internal abstract class OptimizerState : IDisposable
{
    internal abstract void Save(BinaryWriter writer);

    internal abstract void Load(BinaryReader reader);

    internal abstract void To(torch.Device device);

    public abstract void Dispose();

    private protected static torch.Tensor ZerosLike(torch.Tensor parameter) =>
        torch.zeros_like(parameter).DetachFromDisposeScope();

    private protected static torch.Tensor? Moved(torch.Tensor? tensor, torch.Device device) =>
        tensor?.to(device, disposeAfter: true).DetachFromDisposeScope();

    private protected static void SaveOptional(BinaryWriter writer, torch.Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    private protected static void LoadOptional(BinaryReader reader, ref torch.Tensor? tensor)
    {
        if (reader.ReadBoolean())
        {
            TensorExtensionMethods.LoadState(ref tensor, reader);
        }
        else
        {
            tensor?.Dispose();
            tensor = null;
        }
    }
}
