// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "concord",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Concord", targets: ["Concord"]),
        .library(name: "ConcordLinkage", targets: ["ConcordLinkage"]),
        .library(name: "ConcordTesting", targets: ["ConcordTesting"]),
        .executable(name: "concord", targets: ["ConcordCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
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
        .executableTarget(
            name: "ConcordCLI",
            dependencies: [
                "Concord", "ConcordLinkage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(name: "ConcordTesting", dependencies: ["Concord"]),
        .testTarget(
            name: "ConcordTests",
            dependencies: [
                "Concord", "ConcordMigrations", "ConcordTesting",
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
            ]
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
