-- Get-or-create calls for wrk: -- KEY known COUNT, of users p0 to p(COUNT - 1) at random; -- KEY new NAME, each of a new
-- user. Prints one line of JSON at the end.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local function call(key, email)
  local body = '{"tags":{"email":"' .. email .. '"},"name":"Ada Lovelace"}'
  local headers = {
    ["authorization"] = "Bearer " .. key,
    ["x-bot-id"] = "support",
    ["content-type"] = "application/json",
  }
  return wrk.format("POST", "/v1/chat/users/get-or-create", headers, body)
end

function init(args)
  local key, kind = args[1], args[2]
  if kind == "known" then
    local calls = {}
    for i = 1, tonumber(args[3]) do calls[i] = call(key, "p" .. (i - 1) .. "@example.com") end
    request = function() return calls[math.random(#calls)] end
  else
    local next = 0
    request = function()
      next = next + 1
      return call(key, args[3] .. "-" .. number .. "-" .. next .. "@example.com")
    end
  end
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"calls": %d, "rate": %.0f, "p50": %.3f, "p99": %.3f, "errors": %d}',
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
