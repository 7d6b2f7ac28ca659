using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share that keep their state on this side of libtorch.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly OrderedDict<Tensor, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerHelper()
    {
    }

    public void save_state_dict(string location)
    {
        using FileStream stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using FileStream stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Encode(_parameter_groups.Count);
        writer.Encode(states.Count);
        foreach (ParamGroup group in _parameter_groups)
        {
            group.Options.SaveStateDict(writer);
        }

        foreach (var (_, state) in states)
        {
            state.Save(writer);
        }
    }

    public void load_state_dict(BinaryReader reader)
    {
        string name = reader.ReadString();
        if (name != GetType().Name)
        {
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        }

        if (reader.Decode() != _parameter_groups.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        }

        if (reader.Decode() != states.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        }

        foreach (ParamGroup group in _parameter_groups)
        {
            group.Options.LoadStateDict(reader);
        }

        foreach (var (_, state) in states)
        {
            state.Load(reader);
        }
    }

    public void to(Device device)
    {
        foreach (var (_, state) in states)
        {
            state.To(device);
        }
    }

    private protected void Add<TOptions, TState>(ParamGroup group, Action<TOptions> complete, Func<Parameter, TOptions, TState> create)
        where TOptions : OptimizerOptions, new()
        where TState : OptimizerState
    {
        group.Options ??= new TOptions();
        var options = (TOptions)group.Options;
        complete(options);
        options.InitialLearningRate = options.LearningRate!.Value;
        _parameter_groups.Add(group);
        foreach (Parameter parameter in group.Parameters)
        {
            states[parameter] = create(parameter, options);
        }
    }

    /// <summary>Runs the closure with gradients, and then <paramref name="update"/> without, for each parameter that has one.</summary>
    private protected Tensor Update<TOptions, TState>(Action<Parameter, Tensor, TState, TOptions> update, Func<Tensor>? closure)
        where TOptions : OptimizerOptions
        where TState : OptimizerState
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using IDisposable recording = enable_grad();
            loss = closure();
        }

        using IDisposable silent = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (ParamGroup group in _parameter_groups)
        {
            foreach (Parameter parameter in group.Parameters)
            {
                if (parameter.Gradient() is { } grad)
                {
                    update(parameter, grad, (TState)states[parameter], (TOptions)group.Options);
                    scope.DisposeEverything();
                }
            }
        }

        return loss!;
    }

    private protected void DisposeStates(bool disposing)
    {
        if (disposing)
        {
            foreach (var (_, state) in states)
            {
                state.Dispose();
            }

            states.Clear();
        }
    }
}
