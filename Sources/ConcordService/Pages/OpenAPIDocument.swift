import Concord
import HTTPTypes

/// `/openapi.json`: OpenAPI 3.1 of all endpoints, made from the table that routes requests.
struct OpenAPIDocument {
    let apis: [any VendorAPI]

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Concord", "version": "0.1.0",
                "description": "Identity reconciliation: the vendors' user APIs on one store.",
            ],
            "paths": .object(paths),
            "components": [
                "securitySchemes": .object(securitySchemes),
                "schemas": .object(OpenAPISchemas.all),
            ],
        ]
    }

    private var paths: JSONObject {
        var paths: JSONObject = [:]
        for api in apis {
            for endpoint in api.endpoints {
                let path = endpoint.path.description
                var operations = paths[path]?.object ?? [:]
                operations[endpoint.method.rawValue.lowercased()] = operation(endpoint, of: api)
                paths[path] = .object(operations)
            }
        }
        return paths
    }

    private var securitySchemes: JSONObject {
        var schemes: JSONObject = [:]
        for scheme in apis.flatMap(\.securitySchemes) { schemes[scheme.name] = scheme.scheme }
        return schemes
    }

    private func operation(_ endpoint: Endpoint, of api: any VendorAPI) -> JSONValue {
        let description = endpoint.description
        var operation: JSONObject = [
            "summary": .string(description.summary),
            "tags": [.string(api.vendor.rawValue)],
            "parameters": .array(parameters(of: endpoint, in: api)),
            "responses": .object(responses(of: endpoint, in: api)),
        ]
        if endpoint.role != nil {
            var needed: JSONObject = [:]
            for scheme in api.securitySchemes { needed[scheme.name] = [] }
            operation["security"] = [.object(needed)]
        }
        if let body = description.body {
            var content: JSONObject = [:]
            for type in body.contentTypes {
                var media: JSONObject = ["schema": OpenAPIDocument.reference(body.schema)]
                media["example"] = body.example
                content[type] = .object(media)
            }
            operation["requestBody"] = ["required": .bool(body.isRequired), "content": .object(content)]
        }
        return .object(operation)
    }

    private func parameters(of endpoint: Endpoint, in api: any VendorAPI) -> [JSONValue] {
        let headers = endpoint.role == nil ? [] : api.scopeHeaders.map { parameter($0, in: "header") }
        let inPath = endpoint.path.names.map { name -> JSONValue in
            ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string", "minLength": 1]]
        }
        return inPath + endpoint.description.query.map { parameter($0, in: "query") } + headers
    }

    private func parameter(_ parameter: OperationDescription.Parameter, in place: String) -> JSONValue {
        var members: JSONObject = [
            "name": .string(parameter.name), "in": .string(place), "required": .bool(parameter.isRequired),
            "description": .string(parameter.meaning), "schema": parameter.schema,
        ]
        if parameter.schema.object?["type"] == "object" {
            members["style"] = "deepObject"
            members["explode"] = true
        }
        return .object(members)
    }

    private func responses(of endpoint: Endpoint, in api: any VendorAPI) -> JSONObject {
        var responses: JSONObject = [:]
        for (status, schema) in endpoint.description.answers.sorted(by: { $0.key < $1.key }) {
            var response: JSONObject = ["description": "Done"]
            if let schema {
                let media: JSONValue = ["schema": OpenAPIDocument.reference(schema)]
                response["content"] = .object(JSONObject(uniqueMembers: [(endpoint.description.answerType, media)]))
            }
            responses[String(status)] = .object(response)
        }
        // Every other status is a refusal in the vendor's shape.
        responses["default"] = [
            "description": "Refused",
            "content": ["application/json": ["schema": OpenAPIDocument.reference(api.errorSchema)]],
        ]
        return responses
    }

    private static func reference(_ schema: String) -> JSONValue {
        ["$ref": .string("#/components/schemas/\(schema)")]
    }
}
