-- wrk: each request is a new user who takes a place.
-- Arguments: the first user's number; then, to join a given number and stop: how many, a file for the tokens, and
-- which of them to keep (1: each, 10: every tenth).

local REQUEST = "POST /api/v1/user/%d/queue/token/issue HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"

local user, count, last, file, every
local answers = 0

function init(args)
  user = tonumber(args[1]) - 2 -- wrk asks for one request that it does not send
  if args[2] then
    count = tonumber(args[2])
    last = user + 1 + count
    file = io.open(args[3], "w")
    every = tonumber(args[4])
    response = keep -- only here, because wrk is slower with it
  end
end

function request()
  if user ~= last then
    user = user + 1
  end -- else the last user joins again, which changes nothing, until the others were answered
  return string.format(REQUEST, user)
end

function keep(status, headers, body)
  if status ~= 200 then
    io.stderr:write("issue.lua: ", status, " ", body, "\n")
    os.exit(1)
  end
  answers = answers + 1
  if answers <= count and answers % every == 0 then
    file:write(body:match('"waitingToken":"([^"]+)"'), "\n")
  elseif answers == count + 1024 then
    file:close()
    os.exit(0) -- wrk itself would sit out its time
  end
end
