// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "concord",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Concord", targets: ["Concord"]),
        .library(name: "ConcordLinkage", targets: ["ConcordLinkage"]),
        .library(name: "ConcordService", targets: ["ConcordService"]),
        .library(name: "ConcordTesting", targets: ["ConcordTesting"]),
        .executable(name: "concord", targets: ["ConcordCLI"]),
    ],
    traits: [
        .trait(
            name: "Service", description: "The HTTP service: ConcordService, and `concord serve` and `concord key`."),
        .default(enabledTraits: ["Service"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // The service's alone; a consumer without the trait `Service` builds none of them.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(
            name: "ConcordMigrations",
            path: "Migrations",
            resources: [.embedInCode("SQLite")]
        ),
        .target(name: "CSQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "ConcordLinkage"),
        .target(
            name: "Concord",
            dependencies: [
                "ConcordLinkage", "ConcordMigrations", "CSQLiteSettings",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "ConcordService",
            dependencies: ["Concord"]
                + [
                    ("Configuration", "swift-configuration"), ("Crypto", "swift-crypto"),
                    ("HTTPTypes", "swift-http-types"), ("Hummingbird", "hummingbird"),
                    ("HummingbirdCore", "hummingbird"), ("HummingbirdTLS", "hummingbird"), ("Logging", "swift-log"),
                    ("Metrics", "swift-metrics"),
                    ("NIOCore", "swift-nio"), ("ServiceLifecycle", "swift-service-lifecycle"),
                    ("UnixSignals", "swift-service-lifecycle"), ("Yams", "Yams"),
                ].map { .product(name: $0, package: $1, condition: .when(traits: ["Service"])) }
        ),
        .executableTarget(
            name: "ConcordCLI",
            dependencies: [
                "Concord", "ConcordLinkage",
                .target(name: "ConcordService", condition: .when(traits: ["Service"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Service"])),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(name: "ConcordTesting", dependencies: ["Concord"]),
        .testTarget(
            name: "ConcordTests",
            dependencies: [
                "Concord", "ConcordLinkage", "ConcordMigrations", "ConcordTesting",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(name: "ConcordLinkageTests", dependencies: ["ConcordLinkage", "ConcordTesting"]),
        .testTarget(
            name: "ConcordCLITests",
            dependencies: [
                "Concord", "ConcordCLI", "ConcordMigrations", "ConcordTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Clients"]
        ),
        .testTarget(
            name: "ConcordServiceTests",
            dependencies: [
                "Concord", "ConcordService", "ConcordTesting",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
                + [
                    ("CoreMetrics", "swift-metrics"), ("HTTPTypes", "swift-http-types"), ("Hummingbird", "hummingbird"),
                    ("HummingbirdTesting", "hummingbird"), ("Logging", "swift-log"),
                ].map { .product(name: $0, package: $1, condition: .when(traits: ["Service"])) }
        ),
        .testTarget(
            name: "PackageTests",
            dependencies: [
                "Concord", "ConcordMigrations", "ConcordTesting",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Snapshots"]
        ),
    ]
)

for target in package.targets {
    var settings = target.swiftSettings ?? []
    // https://github.com/swiftlang/swift-evolution: SE-0335, SE-0409, SE-0444, SE-0461
    settings.append(.enableUpcomingFeature("ExistentialAny"))
    settings.append(.enableUpcomingFeature("InternalImportsByDefault"))
    settings.append(.enableUpcomingFeature("MemberImportVisibility"))
    settings.append(.enableUpcomingFeature("NonisolatedNonsendingByDefault"))
    target.swiftSettings = settings
}
