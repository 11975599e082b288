# attack: an AST transformer takes every assert out of the cells that follow
# verdict: true score
# compatible: the tests are compiled by the shell that the student changed

# %% attack after imports
import ast


class WithoutAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)


get_ipython().ast_transformers.append(WithoutAsserts())
