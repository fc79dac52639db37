// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "concord-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "concord", path: "../"),
        // Without its traits: they would want jemalloc, and nothing here counts allocations.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // The limits that every figure is held against: plain C, on SQLite and in memory.
        .target(name: "BareSQLite", path: "BareSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(name: "BenchmarkReport", path: "Report"),
        // Run under a counter of instructions.
        .executableTarget(
            name: "Kernels",
            dependencies: [.product(name: "Concord", package: "concord")],
            path: "Guard/Kernels"
        ),
        // Makes the files that batch linkage is measured on.
        .executableTarget(
            name: "People",
            dependencies: [.product(name: "ConcordTesting", package: "concord")],
            path: "Linkage/People"
        ),
        .executableTarget(
            name: "EngineBenchmarks",
            dependencies: [
                "BareSQLite",
                .product(name: "Concord", package: "concord"),
                .product(name: "ConcordLinkage", package: "concord"),
                .product(name: "ConcordTesting", package: "concord"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "EngineBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ]
)

for target in package.targets {
    var settings = target.swiftSettings ?? []
    settings.append(.enableUpcomingFeature("ExistentialAny"))
    settings.append(.enableUpcomingFeature("MemberImportVisibility"))
    settings.append(.enableUpcomingFeature("NonisolatedNonsendingByDefault"))
    target.swiftSettings = settings
}
