-- For wrk. Each request is a new user who takes a place.
-- Arguments: the first user's number. To stop after a number of users, also: that number, a file for the tokens, and which
-- tokens to keep (1: each, 10: every tenth).

local REQUEST = "POST /api/v1/user/%d/queue/token/issue HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"

local user, count, last, file, every
local answers = 0

function init(args)
  user = tonumber(args[1]) - 2 -- wrk calls request() once without sending the result
  if args[2] then
    count = tonumber(args[2])
    last = user + 1 + count
    file = io.open(args[3], "w")
    every = tonumber(args[4])
    response = keep -- set only here, because it makes wrk slower
  end
end

function request()
  if user ~= last then
    user = user + 1
  end -- otherwise the last user joins again until the others are answered; that changes nothing
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
    os.exit(0) -- without this, wrk would run until its time is over
  end
end
