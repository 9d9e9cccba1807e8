using Microsoft.ML.OnnxRuntime;

namespace MLNet.Cnn;

/// <summary>Loads ONNX Runtime, once per process, as a library inside other people's programs should be: silent.</summary>
/// <remarks>
/// Since 1.31 it keeps a device id and events of its use in the user's cache folder and sends them to its makers, on Linux too; and where it cannot, it warns on the console.
/// <c>ORT_DISABLE_TELEMETRY=1</c> is set before it loads, unless the variable is set; its warnings are left out. A program that loads ONNX Runtime before this library does decides by itself.
/// </remarks>
internal static class OnnxLibrary
{
    public const string Version = "1.31.1";

    private static readonly Lock _gate = new();

    /// <summary>Loads it.</summary>
    /// <exception cref="DllNotFoundException">Its native library is missing; the message names the package to add.</exception>
    public static void EnsureLoaded()
    {
        lock (_gate)
        {
            try
            {
                NativeEnvironment.SetUnlessSet("ORT_DISABLE_TELEMETRY", "1");
                if (OrtEnv.IsCreated)
                    return;
                var options = new EnvironmentCreationOptions { logId = "MLNet.Cnn", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
                OrtEnv.CreateInstanceWithOptions(ref options);
            }
            catch (Exception exception) when (exception is TypeInitializationException || exception.GetBaseException() is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
            {
                throw new DllNotFoundException(
                    $"ONNX Runtime, which scores images, could not be loaded: {Reason(exception.GetBaseException())} Add the package 'Microsoft.ML.OnnxRuntime' version {Version} to the program's project; the library itself brings only its managed part.",
                    exception);
            }
        }
    }

    // .NET appends advice for the makers of libraries and a list of every place it searched.
    private static string Reason(Exception exception) => exception.Message.Split(" In order to help ")[0].Split('\n')[0];
}
