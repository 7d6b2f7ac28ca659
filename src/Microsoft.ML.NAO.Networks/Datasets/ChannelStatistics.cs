namespace Microsoft.ML.NAO.Datasets;

/// <summary>The mean and the standard deviation of each channel over all images of a data set.</summary>
internal static class ChannelStatistics
{
    public static (float[] Mean, float[] Deviation) Measure(ImageDataset dataset)
    {
        int channels = dataset.Shape.Channels;
        int plane = dataset.Shape.Height * dataset.Shape.Width;
        var mean = new float[channels];
        var deviation = new float[channels];
        for (int channel = 0; channel < channels && dataset.Count > 0; channel++)
        {
            double sum = 0;
            double squares = 0;
            for (int image = 0; image < dataset.Count; image++)
            {
                foreach (float value in dataset.GetImage(image).Slice(channel * plane, plane))
                {
                    sum += value;
                    squares += (double)value * value;
                }
            }

            double count = (double)dataset.Count * plane;
            double average = sum / count;
            mean[channel] = (float)average;
            deviation[channel] = (float)Math.Sqrt(Math.Max(0, (squares / count) - (average * average)));
        }

        return (mean, deviation);
    }
}
