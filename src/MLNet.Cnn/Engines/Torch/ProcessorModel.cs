namespace MLNet.Cnn;

/// <summary>A kind of processor, as <c>/proc/cpuinfo</c> names it: speeds that were measured on one say nothing of the next, even of the same maker.</summary>
/// <param name="Maker">AMD, Intel, or nothing where it is neither.</param>
/// <param name="Family">The family.</param>
/// <param name="Model">The model.</param>
internal readonly record struct ProcessorModel(string Maker, int Family, int Model)
{
    /// <summary>Reads a signature.</summary>
    /// <remarks>Source: Intel's Software Developer's Manual, volume 2A, CPUID, leaf 1; AMD64 Architecture Programmer's Manual, volume 3, appendix E.3.2.</remarks>
    /// <param name="maker">The maker.</param>
    /// <param name="signature">EAX of CPUID's leaf 1.</param>
    public static ProcessorModel Of(string maker, int signature)
    {
        int family = (signature >> 8) & 0xF, model = (signature >> 4) & 0xF;
        int wholeModel = family is 6 or 15 ? (((signature >> 16) & 0xF) << 4) + model : model;
        return new ProcessorModel(maker, family == 15 ? family + ((signature >> 20) & 0xFF) : family, wholeModel);
    }

    public override string ToString() => FormattableString.Invariant($"{(Maker.Length == 0 ? "unknown processor" : Maker)}, family {Family}, model {Model}");
}
