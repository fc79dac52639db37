// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "concord-service-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Its `concord` is built here as well, so that both servers run on the same Hummingbird.
        .package(name: "concord", path: "../.."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    ],
    targets: [
        .executableTarget(
            name: "BareService",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
            path: "BareService"
        )
    ]
)
