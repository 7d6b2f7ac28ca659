using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

public class SGD : OptimizerHelper, IMomentum
{
    private readonly Options defaults;

    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        Check(lr >= 0, $"Invalid learning rate: {lr}");
        Check(momentum >= 0, $"Invalid momentum value: {momentum}");
        Check(weight_decay >= 0, $"Invalid weight_decay value: {weight_decay}");
        Check(!nesterov || (momentum > 0 && dampening == 0), "Nesterov momentum requires a momentum and zero dampening");
        defaults = new Options
        {
            LearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (ParamGroup group in parameters)
        {
            add_param_group(group);
        }
    }

    public double Momentum
    {
        get => defaults.momentum!.Value;
        set => defaults.momentum = value;
    }

    public override void add_param_group(Modules.ParamGroup param_group) => Add<Options, State>(
        param_group,
        options =>
        {
            options.LearningRate ??= defaults.LearningRate;
            options.momentum ??= defaults.momentum;
            options.dampening ??= defaults.dampening;
            options.weight_decay ??= defaults.weight_decay;
            options.nesterov ??= defaults.nesterov;
            options.maximize ??= defaults.maximize;
        },
        (_, _) => new State());

    public override Tensor step(Func<Tensor>? closure = null) => Update<Options, State>(Step, closure);

    protected override void Dispose(bool disposing)
    {
        DisposeStates(disposing);
        base.Dispose(disposing);
    }

    private static void Check(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }

    private static void Step(Parameter parameter, Tensor grad, State state, Options options)
    {
        double momentum = options.momentum!.Value;
        double learningRate = options.LearningRate!.Value;
        if (options.weight_decay!.Value != 0)
        {
            grad = grad.add(parameter, options.weight_decay.Value);
        }

        if (momentum != 0)
        {
            if (state.Buffer is null)
            {
                state.Buffer = grad.detach().clone().DetachFromDisposeScope();
            }
            else
            {
                state.Buffer.mul_(momentum).add_(grad, 1 - options.dampening!.Value);
            }

            grad = options.nesterov!.Value ? grad.add(state.Buffer, momentum) : state.Buffer;
        }

        parameter.add_(grad, options.maximize!.Value ? learningRate : -learningRate);
    }

    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }
    }

    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
        {
        }

        public double Momentum
        {
            get => Options.momentum!.Value;
            set => Options.momentum = value;
        }
    }

    private sealed class State : OptimizerState
    {
        internal Tensor? Buffer;

        public override void Dispose() => Buffer?.Dispose();

        internal override void Save(BinaryWriter writer) => SaveOptional(writer, Buffer);

        internal override void Load(BinaryReader reader) => LoadOptional(reader, ref Buffer);

        internal override void To(Device device) => Buffer = Moved(Buffer, device);
    }
}
