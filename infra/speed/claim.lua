-- For wrk. Each request is a new user who claims a coupon.
-- Arguments: the campaign, and the first user's number.

local REQUEST = "POST /api/v1/coupons/%s/claims HTTP/1.1\r\nHost: localhost\r\nX-User-Id: %d\r\nContent-Length: 0\r\n\r\n"

local campaign, user

function init(args)
  campaign, user = args[1], tonumber(args[2])
end

function request()
  user = user + 1
  return string.format(REQUEST, campaign, user)
end
