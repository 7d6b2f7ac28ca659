namespace Microsoft.ML.Hashing;

/// <summary>
/// A generator of three Tausworthe steps and a linear congruential one, combined (GPU Gems 3, chapter 37). It gives the same numbers for
/// a seed as the real package does, so that splits and shuffles agree.
/// </summary>
internal sealed class TauswortheHybrid : Random
{
    private uint _z1;
    private uint _z2;
    private uint _z3;
    private uint _z4;

    public TauswortheHybrid(int seed)
        : this((uint)seed)
    {
    }

    public TauswortheHybrid(uint seed)
    {
        _z1 = seed;
        _z2 = Murmur.Round(_z1, _z1);
        _z3 = Murmur.Round(_z2, _z1);
        _z4 = Murmur.Round(_z3, _z1);
    }

    public TauswortheHybrid(Random source)
    {
        _z1 = Seed(source);
        _z2 = Seed(source);
        _z3 = Seed(source);
        _z4 = Bits(source);
    }

    public static TauswortheHybrid Create() => new(new Random());

    public static TauswortheHybrid Create(int? seed) => seed == null ? Create() : new TauswortheHybrid(seed.Value);

    public override float NextSingle() => (Step() >> 9) * (1f / (1 << 23));

    public override double NextDouble() => Step() * (1.0 / 4294967296.0);

    public override int Next()
    {
        // int.MaxValue must not come out, and nothing negative.
        uint bits = Step();
        return (int)(bits + (bits & 0x80000000U));
    }

    public override int Next(int maxValue)
    {
        Contracts.CheckParam(maxValue >= 0, nameof(maxValue), "maxValue must be non-negative");
        return (int)((Step() * (ulong)maxValue) >> 32);
    }

    public override int Next(int minValue, int maxValue)
    {
        Contracts.CheckParam(minValue <= maxValue, nameof(minValue), "minValue must be less than or equal to maxValue.");
        long range = (long)maxValue - minValue;
        return (int)((long)(NextDouble() * range) + minValue);
    }

    public override void NextBytes(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    /// <summary>All 32 bits of a step.</summary>
    public int NextSigned() => (int)Step();

    private static uint Bits(Random source) => ((uint)source.Next(0x10000) << 16) | (uint)source.Next(0x10000);

    // Below 128 a Tausworthe state has too few bits that survive its mask.
    private static uint Seed(Random source)
    {
        uint bits;
        do
            bits = Bits(source);
        while (bits < 128);
        return bits;
    }

    private static uint Tausworthe(uint z, int s1, int s2, int s3, uint mask) => ((z & mask) << s3) ^ (((z << s1) ^ z) >> s2);

    private uint Step()
    {
        _z1 = Tausworthe(_z1, 13, 19, 12, ~0x1U);
        _z2 = Tausworthe(_z2, 2, 25, 4, ~0x7U);
        _z3 = Tausworthe(_z3, 3, 11, 17, ~0xfU);
        _z4 = (1664525 * _z4) + 1013904223;
        return _z1 ^ _z2 ^ _z3 ^ _z4;
    }
}
