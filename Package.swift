// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "scanctl",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "ScanEngine", targets: ["ScanEngine"]),
    .executable(name: "scanctl", targets: ["scanctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
      name: "CNettle", pkgConfig: "nettle",
      providers: [.apt(["nettle-dev"]), .brew(["nettle"])]),
    .systemLibrary(name: "CGNU"),
    .target(
      name: "CSimdjson",
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CKeywordScan"),
    .target(name: "CDefaultManifest"),
    .target(
      name: "ScanEngine",
      dependencies: [
        "CKeywordScan", "CDefaultManifest", "CYAML", "CPCRE2", "CSQLite", "CNettle", "CSimdjson",
        "CGNU",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "scanctl",
      dependencies: [
        "ScanEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "normalizer-benchmark", dependencies: ["ScanEngine"], path: "Benchmarks/Normalizer",
      swiftSettings: strict),
    .executableTarget(
      name: "benchmark-generator", path: "Benchmarks/Generator", swiftSettings: strict),
    .executableTarget(
      name: "scanctl-fuzzer", dependencies: ["ScanEngine"], path: "Tests/Fuzzer",
      swiftSettings: strict),
    .testTarget(name: "ScanEngineTests", dependencies: ["ScanEngine"], swiftSettings: strict),
    .testTarget(
      name: "ScanctlTests", dependencies: ["scanctl", "scanctl-fuzzer", "ScanEngine"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
