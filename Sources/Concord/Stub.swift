internal import GRDB
enum Stub {}
