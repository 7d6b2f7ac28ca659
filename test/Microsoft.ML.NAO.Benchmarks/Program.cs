using Microsoft.ML.NAO.Benchmarks;

var benchmarks = typeof(IBenchmark).Assembly.GetTypes()
    .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToList();

if (args.Length == 0)
{
    Console.WriteLine("Benchmarks:");
    foreach (var benchmark in benchmarks)
    {
        Console.WriteLine($"  {benchmark.Name,-24} {benchmark.Description}");
    }

    return 0;
}

var chosen = benchmarks.Find(benchmark => benchmark.Name == args[0]);
if (chosen is null)
{
    Console.Error.WriteLine($"There is no benchmark '{args[0]}'. There are: {string.Join(", ", benchmarks.Select(b => b.Name))}.");
    return 2;
}

chosen.Run(args[1..]);
return 0;
