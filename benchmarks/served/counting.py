"""How many queries a page asks: for requests that want to know."""

from django.db import connection

ASKED, ANSWERED = "HTTP_X_COUNT", "X-Queries"


class CountingMiddleware:
    """Stands before all others, so that session and person count as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if ASKED not in request.META:
            return self.get_response(request)
        queries = []

        def counted(execute, sql, *rest):
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response.headers[ANSWERED] = str(len(queries))
        return response
