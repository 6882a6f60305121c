/// How much memory a container gets for its CPU (contract 5.3).
package enum ContainerProfile: String, Sendable, CaseIterable {
    case highCPU = "HIGH_CPU"
    case balanced = "BALANCED"
    case highMemory = "HIGH_MEMORY"
    case higherMemory = "HIGHER_MEMORY"

    /// What the platform's own command line assumes for a task that names none (contract 5.3).
    package static let assumed = ContainerProfile.balanced

    /// The memory of a container of this profile, in MB as the platform counts them; `nil` for a size that the profile
    /// is not offered in.
    package func memory(of size: ContainerSize) -> Int? {
        if let shared = ContainerProfile.sharedMemory[size.thousandths] {
            switch self {
            case .highCPU: return shared.0
            case .balanced: return shared.1
            case .highMemory: return shared.2
            case .higherMemory: return shared.3
            }
        }
        let processors = size.thousandths / 1000
        switch self {
        case .highCPU: return processors * 2 * ContainerProfile.gigabyte
        case .balanced: return processors * 4 * ContainerProfile.gigabyte
        case .highMemory: return processors * 8 * ContainerProfile.gigabyte
        case .higherMemory: return nil
        }
    }

    /// In MB.
    private static let gigabyte = 1024

    /// The table of shared CPU, in MB, in the order of the cases; larger sizes exist with guaranteed CPU only.
    static let sharedMemory: [Int: (Int, Int, Int, Int)] = [
        100: (64, 352, 448, 864),
        250: (128, 640, 832, 1472),
        500: (224, 1088, 1408, 2368),
        1000: (384, 1920, 2432, 3840),
        2000: (704, 2800, 4032, 6336),
        4000: (1216, 4800, 6720, 10496),
        6000: (1728, 6080, 9024, 14080),
        8000: (2240, 7296, 11200, 17408),
    ]
}
