namespace Microsoft.ML.NAO.Training;

/// <summary>Makes the batches of a training in order. Each epoch has a random source of its own, so that any can be the first.</summary>
internal static class TrainingBatches
{
    /// <summary>Prepares batches on another thread.</summary>
    /// <param name="batcher">Makes the batches.</param>
    /// <param name="options">How the samples are changed.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="firstEpoch">The first epoch that is wanted, from 1.</param>
    public static BackgroundQueue<TrainingBatch> Prepare(
        SampleBatcher batcher, TrainingOptions options, int seed, int firstEpoch)
    {
        const int Ahead = 2;

        // Beside those that wait, one batch is being made and one is being copied to the device.
        var buffers = new SampleBuffer[Ahead + 2];
        int batches = (batcher.Count + options.BatchSize - 1) / options.BatchSize;
        int largest = (batcher.Count + batches - 1) / batches;
        for (int i = 0; i < buffers.Length; i++)
        {
            buffers[i] = batcher.CreateBuffer(largest);
        }

        return new BackgroundQueue<TrainingBatch>(
            Enumerate(batcher, batches, buffers, options, seed, firstEpoch), Ahead);
    }

    private static IEnumerable<TrainingBatch> Enumerate(
        SampleBatcher batcher, int batches, SampleBuffer[] buffers, TrainingOptions options, int seed, int firstEpoch)
    {
        var seeds = new Random(seed);
        int made = 0;
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            var random = new Random(seeds.Next());
            if (epoch < firstEpoch)
            {
                continue;
            }

            int samples = batcher.Count;
            int[] order = [.. Enumerable.Range(0, samples)];
            random.Shuffle(order);
            int maskSeed = random.Next();
            for (int batch = 0; batch < batches; batch++)
            {
                int start = (int)((long)samples * batch / batches);
                int end = (int)((long)samples * (batch + 1) / batches);
                SampleBuffer buffer = buffers[made++ % buffers.Length];
                batcher.Fill(buffer, order.AsSpan(start, end - start), options, random);
                yield return new TrainingBatch(epoch, batch, batches, maskSeed, buffer);
            }
        }
    }
}
