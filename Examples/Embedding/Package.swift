// swift-tools-version: 6.2

import PackageDescription

// A service that embeds the engine without Concord's own HTTP service: with `traits: []` none of the packages behind it
// is built.
let package = Package(
    name: "embedding",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "concord", path: "../..", traits: [])],
    targets: [
        .executableTarget(name: "Embedding", dependencies: [.product(name: "Concord", package: "concord")])
    ]
)
