using static TorchSharp.torch;

namespace TorchSharp.Modules;

public class ASGD : OptimizerHelper
{
    private readonly Options defaults;

    public ASGD(IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
    {
    }

    public ASGD(IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0, bool maximize = false)
    {
        if (lr < 0)
        {
            throw new ArgumentException($"Invalid learning rate: {lr}");
        }

        defaults = new Options
        {
            LearningRate = lr,
            lambd = lambd,
            alpha = alpha,
            t0 = t0,
            weight_decay = weight_decay,
            maximize = maximize,
        };
        foreach (ParamGroup<Options> group in parameters)
        {
            add_param_group(group);
        }
    }

    public override void add_param_group(Modules.ParamGroup param_group) => Add<Options, State>(
        param_group,
        options =>
        {
            options.LearningRate ??= defaults.LearningRate;
            options.lambd ??= defaults.lambd;
            options.alpha ??= defaults.alpha;
            options.t0 ??= defaults.t0;
            options.weight_decay ??= defaults.weight_decay;
            options.maximize ??= defaults.maximize;
        },
        (parameter, options) => new State(parameter, options.LearningRate!.Value));

    public override Tensor step(Func<Tensor>? closure = null) => Update<Options, State>(Step, closure);

    protected override void Dispose(bool disposing)
    {
        DisposeStates(disposing);
        base.Dispose(disposing);
    }

    private static void Step(Parameter parameter, Tensor grad, State state, Options options)
    {
        double learningRate = options.LearningRate!.Value;
        double decay = options.lambd!.Value;
        grad = options.maximize!.Value ? -grad : grad;
        state.Steps++;
        if (options.weight_decay!.Value != 0)
        {
            grad = grad.add(parameter, options.weight_decay.Value);
        }

        parameter.mul_(1 - (decay * state.Eta));
        parameter.add_(grad, -state.Eta);
        if (state.Mu != 1)
        {
            state.Average!.add_(parameter.sub(state.Average).mul(state.Mu));
        }
        else
        {
            state.Average!.copy_(parameter);
        }

        state.Eta = learningRate / Math.Pow(1 + (decay * learningRate * state.Steps), options.alpha!.Value);
        state.Mu = 1 / Math.Max(1, state.Steps - options.t0!.Value);
    }

    public class Options : OptimizerOptions
    {
        public bool? maximize;
        public double? lambd;
        public double? alpha;
        public double? weight_decay;
        public double? t0;

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            lambd = reader.ReadDouble();
            alpha = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            t0 = reader.ReadDouble();
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize!.Value);
            writer.Write(lambd!.Value);
            writer.Write(alpha!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(t0!.Value);
        }
    }

    public class ParamGroup : ParamGroup<Options>
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0)
            : base(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay })
        {
        }
    }

    private sealed class State(Parameter parameter, double eta) : OptimizerState
    {
        internal long Steps;
        internal double Eta = eta;
        internal double Mu = 1;
        internal Tensor? Average = ZerosLike(parameter);

        public override void Dispose() => Average?.Dispose();

        internal override void Save(BinaryWriter writer)
        {
            writer.Write(Steps);
            writer.Write(Eta);
            writer.Write(Mu);
            Average!.Save(writer);
        }

        internal override void Load(BinaryReader reader)
        {
            Steps = reader.ReadInt64();
            Eta = reader.ReadDouble();
            Mu = reader.ReadDouble();
            Average!.Load(reader);
        }

        internal override void To(Device device) => Average = Moved(Average, device);
    }
}
