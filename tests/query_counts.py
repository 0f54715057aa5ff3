"""The ledger: how many queries each page costs a stranger, once what is kept has been counted.

A number may fall. One that rises wants a reason; one that grows with the data is a fault.
"""

QUERIES: dict[str, int] = {
    "/": 12,
    "/arrangements/": 14,
    "/arrangements/?page=23": 14,
    "/arrangements/?q=library&service_kind=frontline&region=london": 13,
    "/arrangements/?body=essex-county-council&with=slough-borough-council": 15,
    "/arrangements/?on=2012-06-30&sector=police&sort=partners": 15,
    "/arrangements/SS0001/": 14,
    "/arrangements/SS0516/": 14,
    "/about/": 4,
    "/accounts/login/": 1,
    "/healthz": 1,
    "/no-such-page/": 1,
}
