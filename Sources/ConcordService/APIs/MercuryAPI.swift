import Concord
import HTTPTypes

/// Mercury.ai's listing of users: `/projects/{project}/users/properties`, also under `/v1` (vendors.md 4).
struct MercuryAPI: VendorAPI {
    let name = "Mercury.ai"
    let vendor = Vendor(rawValue: "mercury")
    let prefixes = ["/projects/", "/v1/projects/"]
    let errorSchema = "MercuryError"
    let keyHeaders = ["Authorization: Bearer KEY"]
    let securitySchemes: [(name: String, scheme: JSONValue)] = [
        ("mercury", ["type": "http", "scheme": "bearer", "description": "A key of the project."])
    ]

    func key(in request: RequestHead) throws -> PresentedKey? {
        try authorization("bearer", in: request)
    }

    /// The project that the path names.
    func space(of request: RequestHead, _ credential: Credential?) throws -> Space {
        let segments = PathTemplate.split(request.path)
        let index = segments.firstIndex(of: "projects").map { $0 + 1 } ?? segments.endIndex
        let project = index < segments.endIndex ? try QueryItems.decoded(segments[index]) : ""
        return Space(vendor: vendor, scope: project)
    }

    func answer(refusing error: any Error, _ engine: IdentityEngine) -> VendorAnswer {
        engine.mercury().answer(refusing: error)
    }

    /// The vendor documents no limits (vendors.md 4.3).
    func headers(of allowance: RateAllowance) -> HTTPFields { [:] }

    var endpoints: [Endpoint] {
        ["", "/v1"].map { list("\($0)/projects/{project}/users/properties") }
    }

    private func list(_ path: String) -> Endpoint {
        Endpoint(
            .get, path, .reader,
            OperationDescription(
                summary: "List persons, filtered and sorted",
                query: [
                    .init(name: "filters", meaning: "A JSON array of {mode, field, operator, value}."),
                    .init(name: "sortBy", meaning: "Fields behind + or -, separated by commas."),
                    .init(name: "startId", meaning: "The userId to start from."),
                    .init(name: "limit", meaning: "The most users: 1 to 1000, 50 by default."),
                    .init(name: "stageIds", meaning: "Stages, separated by commas."),
                ],
                answers: [200: "MercuryUsers"]
            )
        ) { call in
            await call.engine.mercury(project: call.space.scope).getUsers(query: call.head.query)
        }
    }
}
