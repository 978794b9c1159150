-- For wrk. Requests a path with one token after the other.
-- Arguments: the path, and a file with one token per line.

local REQUEST = "GET %s HTTP/1.1\r\nHost: localhost\r\nwaitingToken: %s\r\n\r\n"

local requests = {}
local i = 0

function init(args)
  for token in io.lines(args[2]) do
    requests[#requests + 1] = string.format(REQUEST, args[1], token)
  end
end

function request()
  i = i % #requests + 1
  return requests[i]
end
