using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam's moments of one parameter, which AdamW has too.</summary>
internal sealed class AdamState(Parameter parameter, bool amsgrad) : OptimizerState
{
    private long steps;
    private Tensor? average = ZerosLike(parameter);
    private Tensor? squares = ZerosLike(parameter);
    private Tensor? maxima = amsgrad ? ZerosLike(parameter) : null;

    public override void Dispose()
    {
        average?.Dispose();
        squares?.Dispose();
        maxima?.Dispose();
    }

    internal void Step(Parameter parameter, Tensor grad, double learningRate, double beta1, double beta2, double eps)
    {
        steps++;
        double correction1 = 1 - Math.Pow(beta1, steps);
        double correction2 = 1 - Math.Pow(beta2, steps);
        average!.mul_(beta1).add_(grad, 1 - beta1);
        squares!.mul_(beta2).addcmul_(grad, grad, 1 - beta2);
        if (maxima is not null)
        {
            using Tensor old = maxima;
            maxima = torch.maximum(old, squares).DetachFromDisposeScope();
        }

        Tensor denominator = ((maxima ?? squares).sqrt() / Math.Sqrt(correction2)).add_(eps);
        parameter.addcdiv_(average, denominator, -(learningRate / correction1));
    }

    internal override void Save(BinaryWriter writer)
    {
        writer.Write(steps);
        average!.Save(writer);
        squares!.Save(writer);
        SaveOptional(writer, maxima);
    }

    internal override void Load(BinaryReader reader)
    {
        steps = reader.ReadInt64();
        average!.Load(reader);
        squares!.Load(reader);
        LoadOptional(reader, ref maxima);
    }

    internal override void To(Device device)
    {
        average = Moved(average, device);
        squares = Moved(squares, device);
        maxima = Moved(maxima, device);
    }
}
