using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>The choice of the device and its comparison with the CPU, as far as they can be tried without a GPU.</summary>
public class DeviceTests
{
    private static readonly Network Small = Network.Sequential(new(4, 4, 1), new Conv2D(3, 3), new Flatten(), new Dense(2));

    [Fact]
    public void A_GPU_that_is_not_there_gives_the_CPU_and_a_reason_or_an_error() => EngineThread.Run(() =>
    {
        NativeLoader.EnsureLoaded();
        CheckChoices();
        return 0;
    });

    [Fact]
    public void The_device_of_the_context_is_asked_for_and_the_one_really_used_stands_in_the_history()
    {
        Assert.SkipWhen(EngineThread.Run(HasGpu), "This machine has a GPU.");
        var images = SmallTraining.Images();
        const string missing = "GPU 0 was asked for, but libtorch finds no GPU: add the package 'TorchSharp-cuda-";

        using var onCpu = new MLContext(seed: 1).Transforms.TrainCnn(SmallTraining.Options).Fit(images);
        using var fallenBack = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = true }.Transforms.TrainCnn(SmallTraining.Options).Fit(images);
        var refused = Assert.Throws<InvalidOperationException>(() =>
            new MLContext(seed: 1) { GpuDeviceId = 0 }.Transforms.TrainCnn(SmallTraining.Options).Fit(images));

        Assert.Equal(("CPU", ""), (onCpu.Model.History.Execution!.Device, onCpu.Model.History.Execution.Choices));
        Assert.Equal("CPU", fallenBack.Model.History.Execution!.Device);
        Assert.StartsWith(missing, fallenBack.Model.History.Execution.Choices, StringComparison.Ordinal);
        Assert.EndsWith(" The CPU is used instead.", fallenBack.Model.History.Execution.Choices, StringComparison.Ordinal);
        Assert.Equal(onCpu.Hash(), fallenBack.Hash());
        Assert.StartsWith(missing, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Or let the CPU take over: MLContext.FallbackToCpu = true.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_computes_something_else_than_the_CPU_is_found()
    {
        var right = Engine.With(Small, null, session => session.Gradients(new ImageBatch(Small.InputShape, Enumerable.Range(0, 32).Select(i => MathF.Sin(i)).ToArray()), new float[] { 1, 2, 3, 4 }));
        BatchGradients Changed(Func<float, float> output, Func<float, float> gradient) => right with
        {
            Outputs = [right.Output with { Values = right.Output.Values.ToArray().Select(output).ToArray() }],
            Weights = [.. right.Weights.Select(weight => weight with { Values = weight.Values.ToArray().Select(gradient).ToArray() })],
        };

        DeviceCheck.Compare(Changed(value => value * 1.01f, value => value * 0.99f), right, "GPU 0");
        var output = Assert.Throws<InvalidOperationException>(() => DeviceCheck.Compare(Changed(value => value * 1.1f, value => value), right, "GPU 0"));
        Assert.StartsWith("GPU 0 computes something else than the CPU: the output of the first batch differs by 10.0 % of its length. Check the GPU's driver", output.Message, StringComparison.Ordinal);
        var gradient = Assert.Throws<InvalidOperationException>(() => DeviceCheck.Compare(Changed(value => value, _ => float.NaN), right, "GPU 0"));
        Assert.StartsWith("GPU 0 computes something else than the CPU: the gradient of the first batch differs", gradient.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckChoices()
    {
        var cpu = DeviceChoice.Of(EngineDevice.Cpu, gpuCount: 1);
        Assert.Equal(("CPU", "", false), (cpu.Name, cpu.Note, cpu.IsGpu));

        var second = DeviceChoice.Of(new EngineDevice(1, FallbackToCpu: true), gpuCount: 1);
        Assert.Equal(("CPU", "GPU 1 was asked for, but there are 1, counted from 0. The CPU is used instead.", false), (second.Name, second.Note, second.IsGpu));
        Assert.Equal(
            "GPU -1 was asked for, but there are 2, counted from 0. Or let the CPU take over: MLContext.FallbackToCpu = true.",
            Assert.Throws<InvalidOperationException>(() => DeviceChoice.Of(new EngineDevice(-1), gpuCount: 2)).Message);
    }

    private static bool HasGpu()
    {
        NativeLoader.EnsureLoaded();
        return CudaIsAvailable();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool CudaIsAvailable() => TorchSharp.torch.cuda.is_available();
}
