using System.Runtime.Intrinsics.X86;

namespace MLNet.Cnn;

/// <summary>What the processor can do that .NET has no name for.</summary>
internal static class ProcessorFeatures
{
    // Intel's Software Developer's Manual, volume 2A, CPUID: leaf 7 (sub-leaf 1, EAX bit 5; sub-leaf 0, EDX bit 22); leaf 0 for the vendor.
    private const int Avx512BFloat16 = 1 << 5, AmxBFloat16 = 1 << 22;

    /// <summary>Which processor it is; nothing known where it is no x86.</summary>
    public static ProcessorModel Model => X86Base.IsSupported ? ProcessorModel.Of(Maker, X86Base.CpuId(1, 0).Eax) : new ProcessorModel("", 0, 0);

    /// <summary>The maker's name is spelled out in three registers.</summary>
    private static string Maker => X86Base.CpuId(0, 0) switch
    {
        { Ebx: 0x68747541, Edx: 0x69746E65, Ecx: 0x444D4163 } => "AMD", // "Auth" "enti" "cAMD"
        { Ebx: 0x756E6547, Edx: 0x49656E69, Ecx: 0x6C65746E } => "Intel", // "Genu" "ineI" "ntel"
        _ => "",
    };

    /// <summary>Whether it multiplies in bfloat16: AVX512_BF16 or AMX_BF16, with the system's leave to use them.</summary>
    public static bool HasBFloat16 => X86Base.IsSupported && Avx512F.IsSupported && X86Base.CpuId(0, 0).Eax >= 7
        && ((X86Base.CpuId(7, 1).Eax & Avx512BFloat16) != 0 || (X86Base.CpuId(7, 0).Edx & AmxBFloat16) != 0);
}
