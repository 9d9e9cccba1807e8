namespace MLNet.Cnn;

/// <summary>What trains networks. An engine has no state; a session does the work.</summary>
/// <remarks>
/// Everything around it is the same for every engine: definitions, data order, schedules, files and scoring. Between an engine
/// and the rest stand only named weights in Keras' layout and pixels as (count, height, width, channels).
/// </remarks>
public interface ICnnEngine
{
    /// <summary>The engine's name and version, for logs and reports.</summary>
    string Name { get; }

    /// <summary>What it can do beyond training and predicting. A caller that needs more refuses it (<see cref="EngineRequirements.Require"/>).</summary>
    /// <value>Default: nothing more.</value>
    EngineFeatures Features => EngineFeatures.None;

    /// <summary>Loads what the engine computes with. A training asks for it before it reads images.</summary>
    /// <remarks>Default, for an engine that has nothing to load: nothing.</remarks>
    /// <exception cref="DllNotFoundException">The engine's native library is missing; the message names the package to add.</exception>
    void EnsureLoaded()
    {
    }

    /// <summary>Begins to work on one network.</summary>
    /// <param name="settings">The network, its first weights, and how it is trained.</param>
    /// <returns>A session, to be used and disposed on the calling thread only.</returns>
    /// <exception cref="DllNotFoundException">The engine's native library is missing; the message names the package to add.</exception>
    IEngineSession OpenSession(EngineSettings settings);
}
