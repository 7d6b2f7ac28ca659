using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Turns the recording of gradients on or off until it is disposed, on the same thread.</summary>
internal sealed class AutogradMode : IDisposable
{
    private readonly int previous = Shim.ts_grad_mode_enabled();

    internal AutogradMode(bool enabled) => Shim.ts_grad_mode_set(enabled ? 1 : 0);

    public void Dispose() => Shim.ts_grad_mode_set(previous);
}
