import Testing

@testable import Concord

/// The writing samples of the vendor's document "Update or Create user": the bytes that each one sends, with the content
/// type that it sends them under.
@Suite struct UserComSampleTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        let contentType: String
    }

    static let samples = [
        Sample(
            testDescription: "curl",
            body: "{\n\"user_id\": \"my_custom_id\",\n\"first_name\": \"John\",\n\"last_name\": \"Doe\"\n}",
            contentType: "application/json"
        ),
        // jQuery turns an object under `data` into a form, whatever the header says.
        Sample(
            testDescription: "jQuery",
            body: "user_id=my_custom_id&first_name=John&last_name=Doe",
            contentType: "application/json"
        ),
        Sample(
            testDescription: "XMLHttpRequest",
            body: "user_id=my_custom_id&first_name=John&last_name=Doe",
            contentType: "application/json"
        ),
        // The package `request` replaces the content type when it gets `form`.
        Sample(
            testDescription: "node",
            body: "user_id=my_custom_id&first_name=John&last_name=Doe",
            contentType: "application/x-www-form-urlencoded"
        ),
        Sample(
            testDescription: "PHP",
            body: "{\n \"user_id\": \"my_custom_id\",\n \"first_name\": \"John\",\n \"last_name\": \"Doe\"\n}",
            contentType: "application/json"
        ),
        Sample(
            testDescription: "Python",
            body: "{\n\"user_id\": \"my_custom_id\", \n\"first_name\":\"John\", \n\"last_name\":\"Doe\" \n}",
            contentType: "application/json"
        ),
    ]

    @Test("Each writing sample of the document creates the user, then updates it", arguments: samples)
    func works(_ sample: Sample) async throws {
        let store = try UserComStore()
        let created = await store.post(sample.body, as: sample.contentType)
        #expect(created.status == 200)
        #expect(created.text == #"{"created":true,"id":1}"#)
        let again = await store.post(sample.body, as: sample.contentType)
        #expect(again.text == #"{"created":false,"id":1}"#)

        let user = try await store.user("my_custom_id")
        #expect(user.values == ["first_name": "John", "last_name": "Doe"])
        #expect(created.account == user.account)
    }

    @Test("All samples mean one user: the first one creates it, the others change nothing")
    func meanTheSame() async throws {
        let store = try UserComStore()
        var created: [JSONValue?] = []
        for sample in Self.samples {
            created.append(await store.post(sample.body, as: sample.contentType).member("created"))
        }
        #expect(created == [true, false, false, false, false, false])
        let user = try await store.user("my_custom_id")
        #expect(user.createdAt == user.updatedAt)
    }

    @Test("The typed form answers as the document does")
    func typed() async throws {
        let store = try UserComStore()
        let request = UserComUpdateOrCreate(
            userID: "my_custom_id",
            attributes: ["first_name": "John", "last_name": "Doe"]
        )
        let created = try await store.users.updateOrCreate(request)
        #expect(created.created && created.id == 1 && created.userID == "my_custom_id")
        let again = try await store.users.updateOrCreate(request)
        #expect(!again.created && again.id == 1 && again.account == created.account)
    }

    @Test("Lines, as the command line sends them: one answer each, in order, one bad line harms no other")
    func lines() async throws {
        let store = try UserComStore()
        let lines = [
            #"{"user_id":"a","first_name":"Ann"}"#, #"{"first_name":"Nobody"}"#, "user_id=form&first_name=Joe",
            #"{"user_id":"b"}"#,
            #"{"user_id":"a","last_name":"Lee"}"#,
        ]
        let answers = await store.users.upsert(lines: lines.map { Array($0.utf8) }).map(\.answer)
        #expect(answers.map(\.status) == [200, 400, 200, 200, 200])
        #expect(answers[0].text == #"{"created":true,"id":1}"#)
        #expect(answers[1].text == #"{"user_id":["This field is required."]}"#)
        #expect(answers[2].text == #"{"created":true,"id":2}"#)
        #expect(answers[3].text == #"{"created":true,"id":3}"#)
        #expect(answers[4].text == #"{"created":false,"id":1}"#)
        #expect(try await store.user("a").name == "Ann Lee")
    }
}
